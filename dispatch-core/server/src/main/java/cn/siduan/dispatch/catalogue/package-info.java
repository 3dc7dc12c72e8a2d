/** Categories, the items in them, and every version of the items' forms. */
@NullMarked
package cn.siduan.dispatch.catalogue;

import org.jspecify.annotations.NullMarked;
