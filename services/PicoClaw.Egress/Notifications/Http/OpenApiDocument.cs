namespace PicoClaw.Egress.Notifications.Http;

/// <summary>The description of <c>/v1/messages</c> for people and generators. A test holds it to what is served.</summary>
internal static class OpenApiDocument
{
    public static Stream Open() => typeof(OpenApiDocument).Assembly.GetManifestResourceStream(typeof(OpenApiDocument), "openapi.json")!;
}
