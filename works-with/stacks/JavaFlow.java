import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** java.net.http: consent, code with Basic, lists over all pages, refresh and revoke. Java's library reads no JSON; patterns do. */
class JavaFlow {
  interface Act {
    void run() throws Exception;
  }

  static final String API = "https://api.ouraring.com";
  static final String CLIENT = System.getenv("CIRCLET_CLIENT_ID"), SECRET = System.getenv("CIRCLET_CLIENT_SECRET");
  static final HttpClient HTTP = HttpClient.newHttpClient();
  static boolean failed = false;
  static String access, refresh;

  static void step(String name, Act act) {
    try {
      act.run();
      System.out.println("ok " + name);
    } catch (Exception error) {
      failed = true;
      System.out.println("FAILED " + name + ": " + String.valueOf(error.getMessage()).replace('\n', ' '));
    }
  }

  static void must(boolean condition, Object found) {
    if (!condition) throw new IllegalStateException("found " + found);
  }

  static String day(int ago) {
    return LocalDate.now(ZoneOffset.UTC).minusDays(ago).toString();
  }

  static String first(String pattern, String text) {
    var match = Pattern.compile(pattern).matcher(text);
    return match.find() ? match.group(1) : null;
  }

  static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  static HttpResponse<String> read(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(API + "/v2/usercollection/" + path)).header("Authorization", "Bearer " + access));
  }

  static HttpResponse<String> token(String form) throws Exception {
    var basic = Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    var request = HttpRequest.newBuilder(URI.create(API + "/oauth/token")).header("Authorization", "Basic " + basic);
    return send(request.header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form)));
  }

  static void take(HttpResponse<String> answer) {
    must(answer.statusCode() == 200, answer.body());
    access = first("\"access_token\":\"([^\"]+)\"", answer.body());
    refresh = first("\"refresh_token\":\"([^\"]+)\"", answer.body());
  }

  public static void main(String[] words) {
    var redirect = URLEncoder.encode(System.getenv("REDIRECT_URI"), StandardCharsets.UTF_8);
    step("consent and code, with Basic", () -> {
      var query = "?response_type=code&state=s&client_id=" + CLIENT + "&redirect_uri=" + redirect;
      var sentBack = send(HttpRequest.newBuilder(URI.create("https://cloud.ouraring.com/oauth/authorize" + query)));
      var code = first("[?&]code=([^&]+)", sentBack.headers().firstValue("location").orElseThrow());
      take(token("grant_type=authorization_code&code=" + code + "&redirect_uri=" + redirect));
    });
    step("daily_sleep of 14 days, in order", () -> {
      var answer = read("daily_sleep?start_date=" + day(14) + "&end_date=" + day(1));
      List<String> days = new ArrayList<>();
      var match = Pattern.compile("\"day\":\"([^\"]+)\"").matcher(answer.body());
      while (match.find()) days.add(match.group(1));
      must(days.size() > 10 && days.equals(days.stream().sorted().distinct().toList()), days);
    });
    step("heartrate of 8 days, page by page", () -> {
      var query = "heartrate?start_datetime=" + day(9) + "T00:00:00Z&end_datetime=" + day(1) + "T00:00:00Z";
      var pages = 0;
      for (String cursor = ""; cursor != null; pages++) {
        var answer = read(query + (cursor.isEmpty() ? "" : "&next_token=" + cursor));
        must(answer.statusCode() == 200 && answer.body().contains("\"bpm\":"), answer.statusCode());
        cursor = first("\"next_token\":\"([^\"]+)\"", answer.body());
      }
      must(pages > 1, pages);
    });
    step("a refresh, once", () -> {
      var form = "grant_type=refresh_token&refresh_token=" + refresh;
      take(token(form));
      var dead = token(form);
      must(dead.statusCode() == 400 && dead.body().contains("\"error\":\"invalid_grant\""), dead.body());
    });
    step("revoked by GET ?access_token=, and dead", () -> {
      must(send(HttpRequest.newBuilder(URI.create(API + "/oauth/revoke?access_token=" + access))).statusCode() == 200, "");
      must(read("personal_info").statusCode() == 401, "a living token");
    });
    System.exit(failed ? 1 : 0);
  }
}
