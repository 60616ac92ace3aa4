import java.net.URI;
import javax.net.ssl.HttpsURLConnection;

class JavaConnection {
    public static void main(String[] words) throws Exception {
        var connection = (HttpsURLConnection) URI.create(words[0]).toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer of-my-own");
        System.out.println(new String(connection.getInputStream().readAllBytes()) + "\n" + connection.getResponseCode());
    }
}
