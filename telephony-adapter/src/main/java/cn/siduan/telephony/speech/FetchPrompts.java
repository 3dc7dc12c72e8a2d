package cn.siduan.telephony.speech;

import cn.siduan.contract.call.PromptReply;
import cn.siduan.contract.call.PromptReply.RecordedPrompt;
import cn.siduan.contract.call.PromptRequest;
import cn.siduan.telephony.link.CoreAwayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps beside the Asterisk what people recorded in place of prompts. Asked for again and again, so
 * that an adapter that was away catches up; kept as files, so that they hold while the core is
 * away.
 */
public final class FetchPrompts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FetchPrompts.class);
  private static final Duration ASK_EVERY = Duration.ofSeconds(30);

  /** What comes by the bus becomes part of a path. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,60}");

  private static final Pattern LANGUAGE = Pattern.compile("zh-CN|en");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern FILE =
      Pattern.compile("(zh-CN|en)\\.([a-z0-9-]+)\\.[0-9a-f]{64}\\.wav");

  private record Key(String prompt, String language) {}

  private final Path folder;
  private final Function<PromptRequest, PromptReply> core;
  private volatile Map<Key, Path> files;
  private Set<Path> stale = Set.of();
  private volatile boolean closed;

  /**
   * @param folder of our own, which Asterisk reads from
   * @param core blocks until it answers; throws {@link CoreAwayException}
   */
  public FetchPrompts(Path folder, Function<PromptRequest, PromptReply> core) {
    this.folder = folder;
    this.core = core;
    this.files = present();
  }

  /**
   * @param changed called after something was fetched or taken away
   */
  public void start(Runnable changed) {
    var _ = Thread.ofVirtual().name("fetch-prompts").start(() -> run(changed));
  }

  /** Somebody's own recording, if there is one. */
  Optional<Path> find(String prompt, String language) {
    return Optional.ofNullable(files.get(new Key(prompt, language))).filter(Files::exists);
  }

  private void run(Runnable changed) {
    while (!closed) {
      try {
        if (fetch()) {
          changed.run();
        }
        Thread.sleep(ASK_EVERY);
      } catch (InterruptedException _) {
        return;
      } catch (CoreAwayException e) {
        LOG.debug("the core does not say which prompts are recorded", e);
        pause();
      } catch (RuntimeException e) {
        LOG.error("recorded prompts could not be fetched; this is tried again", e);
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(ASK_EVERY);
    } catch (InterruptedException _) {
      closed = true;
    }
  }

  /** Whether anything is other than before. */
  boolean fetch() {
    boolean changed = false;
    List<RecordedPrompt> wanted = wanted();
    while (wanted.stream().anyMatch(r -> !r.sound().isEmpty())) {
      wanted.stream().filter(r -> !r.sound().isEmpty()).forEach(this::keep);
      changed = true;
      wanted = wanted();
    }
    Map<Key, Path> next =
        wanted.stream()
            .collect(Collectors.toMap(r -> new Key(r.prompt(), r.language()), this::path));
    changed |= !next.equals(files);
    files = next;
    removeOld();
    return changed;
  }

  private List<RecordedPrompt> wanted() {
    List<String> known =
        list().map(f -> f.getFileName().toString().replaceFirst("\\.wav$", "")).toList();
    return core.apply(new PromptRequest(known)).recorded().stream()
        .filter(
            r ->
                NAME.matcher(r.prompt()).matches()
                    && LANGUAGE.matcher(r.language()).matches()
                    && DIGEST.matcher(r.digest()).matches())
        .toList();
  }

  private Path path(RecordedPrompt r) {
    return folder.resolve(r.id() + ".wav");
  }

  private void keep(RecordedPrompt recorded) {
    try {
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, ".new", "");
      Files.write(fresh, Base64.getDecoder().decode(recorded.sound()));
      // Asterisk has a user of its own
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(fresh, path(recorded), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Only what was old the last time too: a caller may be hearing it. */
  private void removeOld() {
    Set<Path> used = new HashSet<>(files.values());
    Set<Path> old = list().filter(f -> !used.contains(f)).collect(Collectors.toSet());
    old.stream().filter(stale::contains).forEach(FetchPrompts::delete);
    stale = old;
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("{} is not needed any more and cannot be deleted", file, e);
    }
  }

  private Map<Key, Path> present() {
    return list()
        .flatMap(file -> key(file).map(k -> Map.entry(k, file)).stream())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a));
  }

  private static Optional<Key> key(Path file) {
    Matcher name = FILE.matcher(file.getFileName().toString());
    return name.matches() ? Optional.of(new Key(name.group(2), name.group(1))) : Optional.empty();
  }

  private Stream<Path> list() {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
