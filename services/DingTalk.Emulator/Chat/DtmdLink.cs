namespace DingTalk.Emulator.Chat;

// dtmd://dingtalkclient/sendMessage?content=…: who clicks it says the text. Clients ignore every other dtmd link, and a host in upper case.
internal static class DtmdLink
{
    private const string Start = "dtmd://dingtalkclient/sendMessage?content=";

    public static string? TextOf(string? url) =>
        url?.StartsWith(Start, StringComparison.Ordinal) == true
        && Uri.UnescapeDataString(url[Start.Length..].Split('&')[0]) is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;
}
