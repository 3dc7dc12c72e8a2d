package cn.siduan.standalone;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.random.RandomGenerator;

/**
 * The secrets of one demo, made at its first start and readable by its owner only. Two demos have
 * none in common, so what is known of one opens no other.
 */
record SecretsFile(
    String databasePassword, String fieldKeys, String digestKey, String demoPassword) {

  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  /**
   * @param fresh there are no data yet that older secrets belong to
   */
  static SecretsFile readOrMake(Path folder, boolean fresh) {
    Path file = folder.resolve("secrets.properties");
    try {
      if (!Files.exists(file)) {
        if (!fresh) {
          throw new CannotStart(
              file
                  + " is gone, and without it the data beside it cannot be read. Put it back, or"
                  + " begin anew with --reset.");
        }
        write(file, make());
      }
      return read(file);
    } catch (IOException e) {
      throw new CannotStart(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static SecretsFile make() {
    SecureRandom random = new SecureRandom();
    return new SecretsFile(
        key(random),
        "1:" + key(random),
        key(random),
        "%s-%s-%s".formatted(word(random), word(random), word(random)));
  }

  private static String key(SecureRandom random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Easy to read out and to type; letters that look alike are left out. */
  private static String word(RandomGenerator random) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return word.toString();
  }

  private static void write(Path file, SecretsFile secrets) throws IOException {
    String text =
        """
        # Secrets of this demo. Without this file the data beside it cannot be read.
        database_password=%s
        field_keys=%s
        digest_key=%s
        demo_password=%s
        """
            .formatted(
                secrets.databasePassword,
                secrets.fieldKeys,
                secrets.digestKey,
                secrets.demoPassword);
    Path partial = file.resolveSibling("secrets.partial");
    Files.deleteIfExists(partial);
    ownFile(partial);
    Files.writeString(partial, text);
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** An empty file that nobody else can read, before anything is in it. */
  static void ownFile(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
  }

  private static SecretsFile read(Path file) throws IOException {
    Properties values = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      values.load(reader);
    }
    return new SecretsFile(
        get(values, "database_password", file),
        get(values, "field_keys", file),
        get(values, "digest_key", file),
        get(values, "demo_password", file));
  }

  private static String get(Properties values, String name, Path file) {
    String value = values.getProperty(name);
    if (value == null) {
      throw new CannotStart(
          file
              + " has no "
              + name
              + ". Maybe it was edited; put the old one back, or begin anew with --reset.");
    }
    return value;
  }

  @Override
  public String toString() {
    return "SecretsFile";
  }
}
