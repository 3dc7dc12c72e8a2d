package cn.siduan.bench.peers;

import java.util.function.LongConsumer;

/** Something that keeps work in PostgreSQL and does it. */
interface Contender extends AutoCloseable {

  /** As many hands for each. */
  int HANDS = 16;

  String name();

  /** Committed when this returns, and due from then on. */
  void put(long number);

  /**
   * Begins to work.
   *
   * @param work is given each number that was put, in the hands of a worker
   */
  void start(LongConsumer work);

  /** How much is not completed yet, as its table says. */
  long left();

  @Override
  void close();
}
