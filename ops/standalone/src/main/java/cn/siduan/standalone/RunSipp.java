package cn.siduan.standalone;

import cn.siduan.standalone.OwnAsterisk.Engine;
import cn.siduan.telephony.speech.EspeakSynthesizer;
import cn.siduan.telephony.speech.TelephoneSound;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** SIPp beside the demo's Asterisk: callers, telephones that are picked up, and who is called. */
final class RunSipp {

  private static final int REGISTER_SECONDS = 10;

  private final PhoneFile phone;
  private final Path folder;

  /**
   * @param folder the demo's, which Asterisk sees, too
   */
  RunSipp(PhoneFile phone, Path folder) {
    this.phone = phone;
    this.folder = folder;
  }

  /** Somebody calls, says something over and over, presses keys after a while, and stays. */
  Process call(String number, String sentence, String keys, int seconds) throws IOException {
    Path sound = speech(sentence);
    Path scenario =
        scenario(
            "talking-caller.xml",
            Map.of(
                "{sound}", sound.toString(),
                "<!-- {presses} -->", presses(keys),
                "{stay}", Integer.toString(seconds * 1000)));
    return run(
        sipp(scenario, phone.hotline(), freePort()),
        "-timeout",
        seconds + 60 + "s",
        "-key",
        "number",
        number);
  }

  /** An operator's telephone registers, picks up the next call, speaks, and hangs up. */
  Process answer(String extension, String sentence, int talkSeconds, int waitSeconds)
      throws IOException {
    int port = freePort();
    Process register =
        run(
            sipp(scenario("register.xml", Map.of()), extension, port),
            "-key",
            "password",
            phone.password());
    if (!ends(register, REGISTER_SECONDS) || register.exitValue() != 0) {
      throw new IOException("telephone " + extension + " could not register");
    }
    Path scenario = scenario("talking-phone.xml", Map.of("{sound}", speech(sentence).toString()));
    return run(
        sipp(scenario, extension, port),
        "-aa",
        "-timeout",
        waitSeconds + "s",
        "-d",
        Integer.toString(talkSeconds * 1000));
  }

  /** Whoever the centre calls picks up and presses two keys, one after the other. */
  Process beCalled(String first, String second, int waitMillis, int seconds) throws IOException {
    Path scenario = scenario("callee.xml", Map.of("{wait}", Integer.toString(waitMillis)));
    return run(
        sipp(scenario, "callee", phone.trunkPort()),
        "-aa",
        "-timeout",
        seconds + "s",
        "-key",
        "first",
        first,
        "-key",
        "second",
        second);
  }

  static boolean ends(Process process, int seconds) {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Path speech(String sentence) throws IOException {
    Path sound = folder.resolve("speech-" + Integer.toHexString(sentence.hashCode()) + ".al");
    TelephoneSound.speak(new EspeakSynthesizer(), sentence, "zh-CN", 2, sound);
    return sound;
  }

  /** By SIP INFO, a second and a half apart: tones would come from another port than the voice. */
  private static String presses(String keys) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < keys.length(); i++) {
      text.append(
          """
            <pause milliseconds="1500"/>
            <send retrans="500"><![CDATA[
          INFO sip:[service]@[remote_ip]:[remote_port] SIP/2.0
          Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
          From: "[number]" <sip:[number]@[local_ip]:[local_port]>;tag=[pid]c[call_number]
          To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
          Call-ID: [call_id]
          CSeq: %d INFO
          Max-Forwards: 70
          Content-Type: application/dtmf-relay
          Content-Length: [len]

          Signal=%s
          Duration=160
          ]]></send>
            <recv response="200"/>
          """
              .formatted(i + 2, keys.charAt(i)));
    }
    return text.toString();
  }

  private Path scenario(String name, Map<String, String> places) throws IOException {
    try (InputStream in = RunSipp.class.getResourceAsStream("/sipp/" + name)) {
      String text =
          new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> place : places.entrySet()) {
        text = text.replace(place.getKey(), place.getValue());
      }
      Path file = folder.resolve(Integer.toHexString(text.hashCode()) + "-" + name);
      return Files.writeString(file, text);
    }
  }

  private List<String> sipp(Path scenario, String service, int port) {
    return List.of(
        "sipp",
        "127.0.0.1:" + phone.sipPort(),
        "-sf",
        scenario.toString(),
        "-s",
        service,
        "-i",
        "127.0.0.1",
        "-p",
        Integer.toString(port),
        "-m",
        "1",
        "-nostdin");
  }

  private Process run(List<String> sipp, String... more) throws IOException {
    List<String> command = new ArrayList<>(sipp);
    command.addAll(List.of(more));
    return new ProcessBuilder(new Engine(phone.engine(), phone.container()).beside(command))
        .redirectErrorStream(true)
        .redirectOutput(Redirect.appendTo(folder.resolve("sipp.log").toFile()))
        .start();
  }

  /** Above what Linux hands out by itself. */
  private static int freePort() {
    return ThreadLocalRandom.current().nextInt(61_000, 65_000);
  }
}
