package cn.siduan.dispatch.report;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Figures, and what is behind them, as tables: the titles in the reader's language. */
final class ReportTables {

  /** A column of a table. */
  record Column<T>(String chinese, String english, Function<T, @Nullable Object> value) {

    String title(Locale language) {
      return language.getLanguage().equals("zh") ? chinese : english;
    }
  }

  /** Whole columns, so that no title can stand above another's values. */
  record Table<T>(List<Column<T>> columns) {

    List<String> titles(Locale language) {
      return columns.stream().map(c -> c.title(language)).toList();
    }

    List<String> cells(T row) {
      return columns.stream().map(c -> Objects.toString(c.value.apply(row), "")).toList();
    }
  }

  static final Table<Rates.Line> RATES =
      new Table<>(
          List.of(
              new Column<>("编号", "Key", Rates.Line::key),
              new Column<>("名称", "Name", Rates.Line::name),
              new Column<>("回访数", "Followed up", Rates.Line::followedUp),
              new Column<>("响应数", "Responded in time", Rates.Line::responded),
              new Column<>("解决数", "Resolved", Rates.Line::resolved),
              new Column<>("满意", "Satisfied", Rates.Line::satisfied),
              new Column<>("基本满意", "Fairly satisfied", Rates.Line::fairlySatisfied),
              new Column<>("不满意", "Dissatisfied", Rates.Line::dissatisfied),
              new Column<>("未评价", "No answer", Rates.Line::unanswered),
              new Column<>("响应率", "Response rate", Rates.Line::responseRate),
              new Column<>("解决率", "Resolution rate", Rates.Line::resolutionRate),
              new Column<>("满意率", "Satisfaction rate", Rates.Line::satisfactionRate)));

  static final Table<Rates.Behind> RATE_ORDERS =
      new Table<>(
          List.of(
              new Column<>("单号", "Order", Rates.Behind::number),
              new Column<>("轮次", "Round", Rates.Behind::round),
              new Column<>("回访时间", "Followed up at", Rates.Behind::followedUpAt),
              new Column<>("按时响应", "Responded in time", Rates.Behind::responded),
              new Column<>("已解决", "Resolved", Rates.Behind::resolved),
              new Column<>("满意度", "Satisfaction", Rates.Behind::satisfaction),
              new Column<>("服务商编号", "Provider id", Rates.Behind::providerId),
              new Column<>("项目编号", "Item id", Rates.Behind::itemId),
              new Column<>("社区编号", "Centre id", Rates.Behind::centreId),
              new Column<>("回访人", "Followed up by", Rates.Behind::byRole)));

  static final Table<ClockFigures.Line> CLOCKS =
      new Table<>(
          List.of(
              new Column<>("编号", "Key", ClockFigures.Line::key),
              new Column<>("名称", "Name", ClockFigures.Line::name),
              new Column<>("起", "From", ClockFigures.Line::from),
              new Column<>("止", "To", ClockFigures.Line::to),
              new Column<>("完成数", "Ended", ClockFigures.Line::ended),
              new Column<>("按时", "In time", ClockFigures.Line::inTime),
              new Column<>("迟完成", "Late", ClockFigures.Line::late),
              new Column<>("超时数", "Breached", ClockFigures.Line::breached),
              new Column<>("期末未完成", "Open at the end", ClockFigures.Line::open),
              new Column<>("用时中位数（秒）", "Median (s)", ClockFigures.Line::medianSeconds),
              new Column<>("用时九成位（秒）", "90th percentile (s)", ClockFigures.Line::p90Seconds),
              new Column<>("最久未完成（秒）", "Oldest open (s)", ClockFigures.Line::oldestOpenSeconds)));

  static final Table<ClockFigures.Behind> CLOCK_ORDERS =
      new Table<>(
          List.of(
              new Column<>("单号", "Order", ClockFigures.Behind::number),
              new Column<>("轮次", "Round", ClockFigures.Behind::round),
              new Column<>("时限", "Clock", ClockFigures.Behind::clock),
              new Column<>("时限标准", "Service level", ClockFigures.Behind::level),
              new Column<>("开始", "Started at", ClockFigures.Behind::startedAt),
              new Column<>("到期", "Due at", ClockFigures.Behind::dueAt),
              new Column<>("结束", "Stopped at", ClockFigures.Behind::stoppedAt),
              new Column<>("服务商编号", "Provider id", ClockFigures.Behind::providerId),
              new Column<>("项目编号", "Item id", ClockFigures.Behind::itemId),
              new Column<>("社区编号", "Centre id", ClockFigures.Behind::centreId)));

  static final Table<QueueHistory.Line> QUEUES =
      new Table<>(
          List.of(
              new Column<>("编号", "Key", QueueHistory.Line::key),
              new Column<>("名称", "Name", QueueHistory.Line::name),
              new Column<>("起", "From", QueueHistory.Line::from),
              new Column<>("止", "To", QueueHistory.Line::to),
              new Column<>("统计次数", "Hours", QueueHistory.Line::hours),
              new Column<>("平均长度", "Mean length", QueueHistory.Line::meanWaiting),
              new Column<>("最大长度", "Greatest length", QueueHistory.Line::mostWaiting),
              new Column<>("最大时刻", "Greatest at", QueueHistory.Line::mostAt),
              new Column<>("等待中位数（秒）", "Median age (s)", QueueHistory.Line::medianSeconds),
              new Column<>("最久等待（秒）", "Oldest (s)", QueueHistory.Line::oldestSeconds)));

  static final Table<QueueHistory.Behind> QUEUE_ITEMS =
      new Table<>(
          List.of(
              new Column<>("时刻", "At", QueueHistory.Behind::at),
              new Column<>("队列", "Queue", QueueHistory.Behind::queue),
              new Column<>("中心编号", "Centre id", QueueHistory.Behind::centreId),
              new Column<>("工作项", "Subject", QueueHistory.Behind::subject),
              new Column<>("单号", "Order", QueueHistory.Behind::number),
              new Column<>("有人在办", "In hand", QueueHistory.Behind::inHand),
              new Column<>("进入时间", "Since", QueueHistory.Behind::since),
              new Column<>("已等（秒）", "Age (s)", QueueHistory.Behind::seconds)));

  private ReportTables() {}
}
