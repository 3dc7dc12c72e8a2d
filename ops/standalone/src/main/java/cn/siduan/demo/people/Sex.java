package cn.siduan.demo.people;

public enum Sex {
  FEMALE,
  MALE
}
