package cn.siduan.dispatch.centre;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What finding an address needs to know of a centre that is not retired.
 *
 * @param names its name and what else people call it or what lies in it: roads, compounds
 */
public record Area(Centre centre, List<String> names, @Nullable Outline outline) {}
