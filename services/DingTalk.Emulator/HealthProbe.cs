namespace DingTalk.Emulator;

// --health asks the emulator that runs with the same settings, so a container's health check needs neither a shell nor curl.
internal static class HealthProbe
{
    public const string Word = "--health";

    // Returns 0 when it answers, else 1 with one line that says why.
    public static async Task<int> AskAsync(string listensOn, TextWriter errors)
    {
        var url = new Uri(EmulatorHost.Connectable(listensOn.Split(';')[0]), "health");
        try
        {
            using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
            using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(4) };
            using var answer = await http.GetAsync(url);
            answer.EnsureSuccessStatusCode();
            return 0;
        }
        catch (Exception failed) when (failed is HttpRequestException or OperationCanceledException)
        {
            await errors.WriteLineAsync($"{url} does not answer: {failed.Message.ReplaceLineEndings(" ")}");
            return 1;
        }
    }
}
