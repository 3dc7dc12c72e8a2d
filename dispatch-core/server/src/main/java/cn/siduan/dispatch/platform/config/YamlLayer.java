package cn.siduan.dispatch.platform.config;

import cn.siduan.dispatch.platform.Nearest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A settings file, with the line each value stands on. */
public final class YamlLayer implements ConfigLayer {

  private final String name;
  private final Map<String, Given> values = new LinkedHashMap<>();
  private final List<ConfigFault> broken = new ArrayList<>();

  private YamlLayer(String name) {
    this.name = name;
  }

  /** A file that is not there or cannot be parsed is a fault like others, told with them. */
  public static YamlLayer read(Path file) {
    YamlLayer layer = new YamlLayer(file.toString());
    try {
      layer.parse(Files.readString(file));
    } catch (NoSuchFileException _) {
      layer.fault(layer.name, "does not exist. Maybe it was moved; an empty file will do.");
    } catch (CharacterCodingException _) {
      layer.fault(layer.name, "is not UTF-8. Save it again with that encoding.");
    } catch (IOException e) {
      layer.fault(layer.name, "cannot be read: " + e.getMessage());
    }
    return layer;
  }

  private void parse(String text) {
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (root instanceof MappingNode mapping) {
        collect("", mapping);
      } else if (root != null && !root.getTag().equals(Tag.NULL)) {
        fault(name, "is not a list of settings such as `http:` followed by `  port: 8080`.");
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      fault(name + " line " + line, YamlFile.NOT_YAML);
    } catch (YAMLException _) {
      fault(name, YamlFile.NOT_YAML);
    }
  }

  private void collect(String prefix, MappingNode mapping) {
    for (NodeTuple entry : mapping.getValue()) {
      String key = prefix + (entry.getKeyNode() instanceof ScalarNode s ? s.getValue() : "?");
      String where = where(entry.getKeyNode());
      switch (entry.getValueNode()) {
        case MappingNode below -> collect(key + ".", below);
        case SequenceNode list ->
            put(key, new Given(where, list.getValue().stream().map(YamlLayer::scalar).toList()));
        case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> {
          // a key without a value: as if it were not there
        }
        case ScalarNode scalar -> put(key, new Given(where, List.of(scalar.getValue())));
        default -> broken.add(new ConfigFault(where, key, "is neither a value nor a list."));
      }
    }
  }

  private void put(String key, Given value) {
    Given before = values.put(key, value);
    if (before != null) {
      broken.add(
          new ConfigFault(
              value.where(), key, "is set twice; the first is at " + before.where() + "."));
    }
  }

  private static String scalar(Node node) {
    return node instanceof ScalarNode s ? s.getValue() : "?";
  }

  private String where(Node node) {
    return name + " line " + (node.getStartMark().getLine() + 1);
  }

  private void fault(String where, String right) {
    broken.add(new ConfigFault(where, "", right));
  }

  @Override
  public Optional<Given> find(Setting setting, Collection<ConfigFault> faults) {
    Given given = values.get(setting.key());
    if (given != null && setting.secret()) {
      faults.add(
          new ConfigFault(
              given.where(),
              setting.key(),
              "is a secret and must not stand in a file that is copied about. Take it out, and set"
                  + " the environment's "
                  + setting.variable()
                  + ", or "
                  + setting.variable()
                  + Setting.FILE
                  + " to a file with it."));
      return Optional.empty();
    }
    return Optional.ofNullable(given);
  }

  @Override
  public List<ConfigFault> listStrays(Collection<Setting> declared) {
    List<ConfigFault> strays = new ArrayList<>(broken);
    List<String> keys = declared.stream().map(Setting::key).toList();
    values.forEach(
        (key, given) -> {
          if (!keys.contains(key)) {
            strays.add(
                new ConfigFault(
                    given.where(),
                    key,
                    "is no setting. Maybe you meant " + Nearest.to(key, keys) + "."));
          }
        });
    return strays;
  }
}
