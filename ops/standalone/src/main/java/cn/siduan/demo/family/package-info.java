/** How families are made: ages that fit together, surnames handed down, telephones shared. */
@NullMarked
package cn.siduan.demo.family;

import org.jspecify.annotations.NullMarked;
