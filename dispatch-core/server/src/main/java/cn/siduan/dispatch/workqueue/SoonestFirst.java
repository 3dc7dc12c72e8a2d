package cn.siduan.dispatch.workqueue;

import java.io.Serializable;
import java.util.Comparator;

/** The order of a distributed queue. Hazelcast makes one by the class's name. */
public final class SoonestFirst implements Comparator<Ticket>, Serializable {
  private static final long serialVersionUID = 1;

  @Override
  public int compare(Ticket a, Ticket b) {
    return a.compareTo(b);
  }
}
