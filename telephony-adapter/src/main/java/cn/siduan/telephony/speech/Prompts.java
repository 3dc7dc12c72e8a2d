package cn.siduan.telephony.speech;

import cn.siduan.contract.call.Phrase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sound files for what is to be said. A recorded file of a prompt's name wins; else the text is
 * spoken once and kept.
 */
public final class Prompts {

  private static final Logger LOG = LoggerFactory.getLogger(Prompts.class);

  private final PromptTexts texts;
  private final SpeechSynthesizer synthesizer;
  private final Path recorded;
  private final Path kept;
  private final @Nullable FetchPrompts fetched;

  /**
   * @param recorded folder of recorded prompts: {@code zh-CN/greeting.wav}
   * @param kept folder for what was synthesized; Asterisk reads from it
   */
  public Prompts(PromptTexts texts, SpeechSynthesizer synthesizer, Path recorded, Path kept) {
    this(texts, synthesizer, recorded, kept, null);
  }

  /**
   * @param fetched what people recorded by way of the core; goes before the folder of recordings
   */
  public Prompts(
      PromptTexts texts,
      SpeechSynthesizer synthesizer,
      Path recorded,
      Path kept,
      @Nullable FetchPrompts fetched) {
    this.texts = texts;
    this.synthesizer = synthesizer;
    this.recorded = recorded;
    this.kept = kept;
    this.fetched = fetched;
  }

  /**
   * Files without their ending, as Asterisk wants them, in order. What cannot be spoken is left
   * out: a caller who hears one sentence less is better off than one who is hung up on.
   */
  public List<String> files(List<Phrase> phrases, String language, boolean loud) {
    List<String> files = new ArrayList<>();
    for (Phrase phrase : phrases) {
      try {
        files.add(withoutEnding(file(phrase, language, loud)));
      } catch (IOException | IllegalArgumentException e) {
        LOG.error("\"{}\" cannot be said", phrase.prompt(), e);
      }
    }
    if (loud) {
      files.addAll(List.copyOf(files));
    }
    return files;
  }

  /** Speaks every fixed sentence ahead, so that the first caller waits for none. */
  public void prepare() {
    for (String language : PromptTexts.LANGUAGES) {
      for (String prompt : texts.listPrompts()) {
        if (texts.isFixed(prompt)) {
          var _ = files(List.of(Phrase.of(prompt)), language, false);
        }
      }
    }
  }

  /** A prompt under a name of its own, for the dialplan that must do without us. */
  public void prepare(String prompt, Path target) throws IOException {
    Files.copy(
        file(Phrase.of(prompt), "zh-CN", false), target, StandardCopyOption.REPLACE_EXISTING);
    readable(target);
  }

  private Path file(Phrase phrase, String language, boolean loud) throws IOException {
    Optional<Path> recording =
        texts.isFixed(phrase.prompt()) ? recording(phrase.prompt(), language) : Optional.empty();
    if (recording.isPresent()) {
      return recording.get();
    }
    String text = texts.text(phrase, language);
    Path file = kept.resolve(name(text, language, loud) + ".wav");
    if (!Files.exists(file)) {
      synthesize(text, language, loud, file);
    }
    return file;
  }

  private Optional<Path> recording(String prompt, String language) {
    Path file = recorded.resolve(language).resolve(prompt + ".wav");
    return Optional.ofNullable(fetched)
        .flatMap(f -> f.find(prompt, language))
        .or(() -> Optional.of(file).filter(Files::exists));
  }

  private void synthesize(String text, String language, boolean loud, Path file)
      throws IOException {
    Files.createDirectories(kept);
    Path fresh = Files.createTempFile(kept, ".new", ".wav");
    synthesizer.speak(text, language, loud, fresh);
    readable(fresh);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Asterisk has a user of its own. */
  private static void readable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private static String name(String text, String language, boolean loud) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((language + (loud ? " loud " : " ") + text).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String withoutEnding(Path file) {
    return file.toAbsolutePath().toString().replaceFirst("\\.wav$", "");
  }
}
