package cn.siduan.demo.place;

import cn.siduan.contract.Tier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A district, sub-district, community or grid cell, and the centre that serves it.
 *
 * @param code twelve digits like the statistical codes of real places, or fourteen for a grid cell
 * @param address of the centre, and position too
 */
public record Area(
    String code,
    Tier tier,
    @Nullable String parentCode,
    String name,
    String nameEn,
    List<String> aliases,
    String address,
    String phone,
    Position position,
    Polygon outline) {}
