package cn.siduan.dispatch.platform.config;

import cn.siduan.dispatch.platform.ConfigFaults;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A file of the folder config, with the line each part of it stands on. */
public final class YamlFile {

  /** Said of every file that is not YAML: what the parser says of it helps nobody. */
  static final String NOT_YAML =
      "is not YAML. Maybe a bracket, a quotation mark or the indentation, there or just above.";

  private final String name;
  private final JsonNode content;
  private final Optional<Node> root;

  private YamlFile(String name, JsonNode content, Optional<Node> root) {
    this.name = name;
    this.content = content;
    this.root = root;
  }

  /** With nothing in it if it cannot be read, which is a fault like others. */
  public static YamlFile read(Path file, ConfigFaults faults) {
    String name = String.valueOf(file.getFileName());
    try {
      String text = Files.readString(file);
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      return new YamlFile(name, new YAMLMapper().readTree(text), Optional.ofNullable(root));
    } catch (MarkedYAMLException e) {
      faults.add(name + line(e) + ":", NOT_YAML);
    } catch (YAMLException e) {
      faults.add(name + ":", NOT_YAML);
    } catch (NoSuchFileException e) {
      faults.add(name + ":", "does not exist. Maybe copy it from the folder config as delivered.");
    } catch (CharacterCodingException e) {
      faults.add(name + ":", "is not UTF-8. Save it again with that encoding.");
    } catch (IOException e) {
      faults.add(name + ":", "cannot be read. Maybe its permissions: " + e.getMessage());
    }
    return new YamlFile(name, MissingNode.getInstance(), Optional.empty());
  }

  private static String line(MarkedYAMLException e) {
    return e.getProblemMark() == null ? "" : " line " + (e.getProblemMark().getLine() + 1);
  }

  public boolean isRead() {
    return !content.isMissingNode();
  }

  public JsonNode content() {
    return content;
  }

  /** The same fault with the line, as far as what it names is in the file. */
  String located(String fault) {
    if (!fault.startsWith(name + ":")) {
      return fault;
    }
    String said = fault.substring(name.length() + 1).strip();
    String path = said.split(" ", 2)[0];
    int line = root.map(node -> line(node, path)).orElse(1);
    return name + " line " + line + ": " + said;
  }

  /** Of the deepest part of {@code messages[3].text} that is there. */
  private static int line(Node root, String path) {
    Node at = root;
    int line = root.getStartMark().getLine();
    for (String part : path.replace("[", ".[").split("\\.", -1)) {
      Node next = part.startsWith("[") ? entry(at, part) : null;
      if (at instanceof MappingNode mapping) {
        for (var tuple : mapping.getValue()) {
          if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(part)) {
            next = tuple.getValueNode();
            line = key.getStartMark().getLine();
          }
        }
      }
      if (next == null) {
        break;
      }
      if (part.startsWith("[")) {
        line = next.getStartMark().getLine();
      }
      at = next;
    }
    return line + 1;
  }

  private static @org.jspecify.annotations.Nullable Node entry(Node list, String part) {
    String digits = part.replaceAll("\\D", "");
    int index = digits.isEmpty() || digits.length() > 6 ? -1 : Integer.parseInt(digits);
    return list instanceof SequenceNode entries && index >= 0 && index < entries.getValue().size()
        ? entries.getValue().get(index)
        : null;
  }
}
