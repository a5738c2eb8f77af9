namespace DingTalk.Emulator.Chat;

// The files of the chat page, embedded in the assembly.
internal static class PageEndpoints
{
    // The page runs and loads only its own files, whatever a bot writes.
    private const string SecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; media-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly (string Route, string File, string ContentType)[] Files =
    [
        ("/", "chat.html", "text/html; charset=utf-8"),
        ("/register", "register.html", "text/html; charset=utf-8"),
        .. new[] { "chat.css", "panels.css" }.Select(sheet => ($"/{sheet}", sheet, "text/css; charset=utf-8")),
        .. new[] { "words.js", "chats.js", "nodes.js", "files.js", "faults.js", "exchanges.js", "cards.js", "draw.js", "chat.js", "register.js" }.Select(
            script => ($"/{script}", script, "text/javascript; charset=utf-8")),
    ];

    public static void MapPage(this IEndpointRouteBuilder routes)
    {
        foreach (var (route, file, contentType) in Files)
        {
            var bytes = Read(file);
            routes.MapGet(route, (HttpContext http) =>
            {
                http.Response.Headers.ContentSecurityPolicy = SecurityPolicy;
                http.Response.Headers.CacheControl = "no-cache";
                return TypedResults.Bytes(bytes, contentType);
            });
        }
    }

    private static byte[] Read(string file)
    {
        using var stream = typeof(PageEndpoints).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file} is not in the assembly");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
