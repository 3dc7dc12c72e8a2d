package cn.siduan.dispatch.visit;

/** What a worker says to have done at the door. */
enum VisitStep {
  DEPART,
  ARRIVE,
  START,
  RESOLVE,
  CANNOT_COMPLETE
}
