package cn.siduan.dispatch.imports.column;

import java.util.stream.Collectors;

/** Several of a few values, each in words. */
public final class WordSet implements CellType {

  private final Words words;
  private final CellType codes;

  public WordSet(Words words, int most) {
    this.words = words;
    this.codes = Cells.set(most, words::read);
  }

  @Override
  public String read(String text) {
    return codes.read(text);
  }

  @Override
  public String stored(String text) {
    return codes.stored(text);
  }

  @Override
  public String show(String value) {
    return Cells.split(value).stream().map(words::show).collect(Collectors.joining(";"));
  }
}
