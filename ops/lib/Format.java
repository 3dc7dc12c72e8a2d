import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks or applies the one layout: google-java-format for Java; for other text, no white space at
 * the end of a line and one line break at the end of the file. Maven runs it on JDK 25.
 */
final class Format {

  private static final Set<String> OTHER_TEXT =
      Set.of("xml", "yaml", "yml", "sql", "sh", "md", "properties");
  private static final Set<String> NOT_OURS = Set.of("target", "node_modules", "dist", "data");
  private static final Pattern TRAILING = Pattern.compile("[ \\t\\r]+$", Pattern.MULTILINE);

  private enum Outcome {
    CLEAN,
    DIFFERS,
    UNREADABLE
  }

  private Format() {}

  public static void main(String[] args) throws IOException {
    boolean apply =
        switch (args[0]) {
          case "apply" -> true;
          case "check" -> false;
          default -> throw new IllegalArgumentException("Maybe -Dformat=check or -Dformat=apply.");
        };
    Path root = Path.of(args[1]);
    List<Path> files = sources(root);
    long wrong = files.parallelStream().filter(file -> isWrong(root, file, apply)).count();
    if (wrong > 0) {
      System.out.println(wrong + " of " + files.size() + " files. Run ops/format to lay them out.");
      System.exit(1);
    }
  }

  private static boolean isWrong(Path root, Path file, boolean apply) {
    Outcome outcome = layOut(file, apply);
    switch (outcome) {
      case CLEAN -> {}
      case DIFFERS ->
          System.out.println((apply ? "laid out " : "not laid out: ") + root.relativize(file));
      case UNREADABLE -> System.out.println("does not parse: " + root.relativize(file));
    }
    return outcome == Outcome.UNREADABLE || (outcome == Outcome.DIFFERS && !apply);
  }

  private static Outcome layOut(Path file, boolean apply) {
    try {
      String text = Files.readString(file);
      String better = isJava(file) ? new Formatter().formatSourceAndFixImports(text) : tidy(text);
      if (text.equals(better)) {
        return Outcome.CLEAN;
      }
      if (apply) {
        Files.writeString(file, better);
      }
      return Outcome.DIFFERS;
    } catch (FormatterException e) {
      return Outcome.UNREADABLE;
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private static String tidy(String text) {
    return text.isBlank() ? "" : TRAILING.matcher(text).replaceAll("").stripTrailing() + "\n";
  }

  private static List<Path> sources(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean skipped =
                !folder.equals(root) && (name.startsWith(".") || NOT_OURS.contains(name));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && (isJava(file) || OTHER_TEXT.contains(ending(file)))) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static boolean isJava(Path file) {
    return ending(file).equals("java");
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
