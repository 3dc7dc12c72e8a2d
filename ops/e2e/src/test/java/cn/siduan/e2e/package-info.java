/** The product as its users have it: a process, a browser, a table of pages to look at. */
@NullMarked
package cn.siduan.e2e;

import org.jspecify.annotations.NullMarked;
