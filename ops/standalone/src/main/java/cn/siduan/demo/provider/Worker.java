package cn.siduan.demo.provider;

import cn.siduan.demo.people.Sex;
import java.util.List;

public record Worker(
    String code, String providerCode, String name, Sex sex, String phone, List<String> skills) {}
