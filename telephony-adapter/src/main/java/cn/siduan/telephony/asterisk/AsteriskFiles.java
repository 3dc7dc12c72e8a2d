package cn.siduan.telephony.asterisk;

import cn.siduan.telephony.asterisk.AsteriskSettings.Peer;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asterisk's configuration files, made from the templates in {@code config/asterisk}. */
public final class AsteriskFiles {

  /** Longest order number in use, with its check digit; the caller ends a shorter one with #. */
  private static final int NUMBER_DIGITS = 8;

  private static final String ECHO_NUMBER = "600";
  private static final int QUALIFY_SECONDS = 30;
  private static final String EVERYWHERE = "0.0.0.0";

  private AsteriskFiles() {}

  /**
   * @return contents by file name
   * @throws IllegalArgumentException if a value could change the meaning of a file
   */
  public static Map<String, String> render(Path templates, AsteriskSettings settings)
      throws IOException {
    Map<String, Object> values = values(settings);
    Map<String, String> files = new TreeMap<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(templates, "*.conf")) {
      for (Path template : found) {
        files.put(template.getFileName().toString(), render(template, values));
      }
    }
    return files;
  }

  private static String render(Path template, Map<String, Object> values) throws IOException {
    try (Reader reader = Files.newBufferedReader(template)) {
      return Mustache.compiler().escapeHTML(false).compile(reader).execute(values);
    }
  }

  private static Map<String, Object> values(AsteriskSettings s) {
    Map<String, Object> values = new HashMap<>();
    values.put("name", ConfValue.of("name", s.name()));
    values.put("folder", ConfValue.of("folder", s.folder()));
    values.put("state", ConfValue.of("state", s.state()));
    values.put("spool", ConfValue.of("state", s.spool()));
    values.put("sounds", ConfValue.of("state", s.sounds()));
    values.put("hold_music", ConfValue.of("state", s.state().resolve("music")));
    values.put("most_calls", s.mostCalls());
    address(values, "sip", s.sip());
    address(values, "http", s.http());
    address(values, "ami", s.ami());
    address(values, "agi", s.agi());
    values.put("ami_user", ConfValue.of("ami.user", s.amiUser()));
    values.put("ami_secret", ConfValue.of("ami.secret", s.amiSecret()));
    values.put("ami_permitted", List.of(ConfValue.of("ami.host", s.ami().host())));
    values.put("rtp_first", s.rtpFirst());
    values.put("rtp_last", s.rtpLast());
    values.put("tls", tls(s));
    values.put("number_digits", NUMBER_DIGITS);
    values.put("echo_number", ECHO_NUMBER);
    values.put("transfer_seconds", 40);
    values.put("longest_ring_seconds", 120);
    waiting(values, s.waiting());
    values.put("hotlines", s.hotlines().stream().map(AsteriskFiles::hotline).toList());
    values.put("trunks", s.trunks().stream().map(AsteriskFiles::trunk).toList());
    values.put("endpoint", ConfValue.of("name", Peer.endpoint(s.name())));
    values.put("peers", s.peers().stream().map(AsteriskFiles::peer).toList());
    values.put("phones", s.phones().stream().map(AsteriskFiles::phone).toList());
    return values;
  }

  /** On once there is a certificate with its key. */
  private static List<Map<String, Object>> tls(AsteriskSettings s) {
    Path certificate = s.state().resolve("keys").resolve("certificate.pem");
    Path key = s.state().resolve("keys").resolve("private-key.pem");
    if (!Files.exists(certificate) || !Files.exists(key)) {
      return List.of();
    }
    return List.of(
        Map.of(
            "certificate",
            ConfValue.of("state", certificate),
            "private_key",
            ConfValue.of("state", key),
            "tls_address",
            EVERYWHERE,
            "tls_port",
            s.http().port() + 1,
            "sip_tls_port",
            s.sip().port() + 1,
            "ami_tls_port",
            s.ami().port() + 1));
  }

  private static void address(
      Map<String, Object> values, String name, AsteriskSettings.Address address) {
    values.put(name + "_address", ConfValue.of(name + ".host", address.host()));
    values.put(name + "_port", address.port());
  }

  private static void waiting(Map<String, Object> values, AsteriskSettings.Waiting w) {
    values.put("tick_seconds", w.tickSeconds());
    values.put("misses", w.misses());
    values.put("key_seconds", w.keySeconds());
    values.put("fallback_seconds", w.fallbackSeconds());
    values.put("longest_message_seconds", w.longestMessageSeconds());
    values.put("longest_call_seconds", w.longestCallSeconds());
  }

  private static Map<String, Object> hotline(AsteriskSettings.Hotline h) {
    return Map.of(
        "number", ConfValue.digits("hotline.number", h.number()),
        "line", ConfValue.of("hotline.line", h.line()));
  }

  private static Map<String, Object> trunk(AsteriskSettings.Trunk t) {
    return Map.of(
        "name", ConfValue.of("trunk.name", t.name()),
        "host", ConfValue.of("trunk.host", t.host()),
        "port", t.port(),
        // on this machine somebody tries things out: whoever plays the network comes and goes
        "qualify_seconds", t.host().startsWith("127.") ? 0 : QUALIFY_SECONDS,
        "addresses", t.addresses().stream().map(a -> ConfValue.of("trunk.address", a)).toList(),
        "registers", !t.user().isEmpty(),
        "user", ConfValue.of("trunk.user", t.user()),
        "secret", ConfValue.of("trunk.secret", t.secret()));
  }

  private static Map<String, Object> peer(Peer p) {
    return Map.of(
        "peer", ConfValue.of("name", p.endpoint()),
        "peer_address", ConfValue.of("sip.host", p.sip().host()),
        "peer_port", p.sip().port(),
        "peer_secret", ConfValue.of("secret", p.secret()));
  }

  private static Map<String, Object> phone(AsteriskSettings.Phone p) {
    return Map.of(
        "extension", ConfValue.digits("phone.extension", p.extension()),
        "label", ConfValue.of("phone.label", p.label()),
        "secret", ConfValue.of("phone.secret", p.secret()),
        "browser", p.browser(),
        "desk", !p.browser());
  }
}
