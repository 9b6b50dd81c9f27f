package dev.stria.data;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;

/** How bytes get from an address into a file. */
interface Download {
  /**
   * Gets a file, or what is missing behind the bytes that are there.
   *
   * @throws InterruptedIOException if the thread is interrupted, or the address does not answer in time
   */
  void append(String address, Path part) throws IOException;

  /** Over HTTP, with what is there asked for no more, if the server agrees. */
  static Download overHttp() {
    return Download::appendOverHttp;
  }

  private static void appendOverHttp(String address, Path part) throws IOException {
    long have = Files.exists(part) ? Files.size(part) : 0;
    URLConnection connection = URI.create(address).toURL().openConnection();
    connection.setConnectTimeout(20_000);
    connection.setReadTimeout(30_000);
    if (have > 0) {
      connection.setRequestProperty("Range", "bytes=" + have + "-");
    }
    boolean goesOn = false;
    if (connection instanceof HttpURLConnection http) {
      int status = http.getResponseCode();
      if (status == 416) { // nothing is missing
        return;
      }
      goesOn = status == HttpURLConnection.HTTP_PARTIAL;
      if (status != HttpURLConnection.HTTP_OK && !goesOn) {
        throw new IOException("HTTP status " + status);
      }
    }
    long announced = connection.getContentLengthLong();
    try (InputStream in = connection.getInputStream();
        OutputStream out = new FileOutputStream(part.toFile(), goesOn)) {
      long got = copy(in, out);
      if (announced >= 0 && got < announced) {
        throw new IOException("the connection ended after " + got + " of " + announced + " bytes");
      }
    }
  }

  private static long copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long got = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while downloading");
      }
      out.write(buffer, 0, n);
      got += n;
    }
    return got;
  }
}
