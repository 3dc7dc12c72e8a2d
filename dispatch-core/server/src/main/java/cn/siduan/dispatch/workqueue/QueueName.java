package cn.siduan.dispatch.workqueue;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of a work queue: one of the constants for work that nodes do, or a centre and a skill for
 * work that people do.
 */
public record QueueName(String text) {

  // before the constants, which are held against them
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{1,80}");
  private static final Pattern PEOPLE =
      Pattern.compile("people\\.([0-9]{1,18})\\.([A-Za-z0-9_-]{1,40})");

  /** Tasks to find a provider for. */
  public static final QueueName ROUTING = new QueueName("routing");

  /** Offers to bring to providers that have no screen. */
  public static final QueueName OFFERS = new QueueName("offers");

  public static final QueueName MESSAGES = new QueueName("messages");

  /** Calls waiting for an operator. */
  public static final QueueName CALLS = new QueueName("calls");

  /** The skill of work that everybody in a centre can do. */
  public static final String ANYBODY = "general";

  public QueueName {
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "queue name \"" + text + "\" is not 1 to 80 of A-Z a-z 0-9 . _ -");
    }
    if (text.startsWith("people.") && !PEOPLE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "queue name \"" + text + "\" is not people.<centre id>.<skill>");
    }
  }

  /**
   * @param skill {@link #ANYBODY} if it takes none in particular
   */
  public static QueueName people(long centreId, String skill) {
    return new QueueName("people." + centreId + "." + skill);
  }

  /** A queue name from outside; empty if it cannot be one. */
  static Optional<QueueName> parse(String text) {
    boolean fits =
        SHAPE.matcher(text).matches()
            && (!text.startsWith("people.") || PEOPLE.matcher(text).matches());
    return fits ? Optional.of(new QueueName(text)) : Optional.empty();
  }

  public boolean isForPeople() {
    return findCentreId().isPresent();
  }

  public Optional<Long> findCentreId() {
    return people().map(m -> Long.valueOf(m.group(1)));
  }

  public Optional<String> findSkill() {
    return people().map(m -> m.group(2));
  }

  private Optional<Matcher> people() {
    Matcher matcher = PEOPLE.matcher(text);
    return matcher.matches() ? Optional.of(matcher) : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
