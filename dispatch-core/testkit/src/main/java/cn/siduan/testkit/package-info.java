/** What tests of every module share: a real PostgreSQL, and a clock that a test can move. */
@NullMarked
package cn.siduan.testkit;

import org.jspecify.annotations.NullMarked;
