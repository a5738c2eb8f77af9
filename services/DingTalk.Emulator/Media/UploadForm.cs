using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace DingTalk.Emulator.Media;

// The parts of an upload that DingTalk recognises: those with plainly quoted names. Media is null without a file or with an empty one.
internal sealed record UploadForm(string? AccessToken, string? Type, MediaFile? Media)
{
    private const int LongestField = 1024;
    private static readonly UploadForm Nothing = new(null, null, null);

    // The file was longer than the limit; its bytes were not kept.
    public bool TooLong { get; private init; }

    public static async Task<UploadForm> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
        {
            return Nothing;
        }

        var form = Nothing;
        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                form = await form.WithAsync(section, most, cancellationToken);
            }
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            // The body ended too early; the parts read so far count.
        }

        return form;
    }

    private async Task<UploadForm> WithAsync(MultipartSection section, int most, CancellationToken cancellationToken) =>
        (section.ContentDisposition ?? "") switch
        {
            var named when IsFile(named) => WithMedia(NameIn(named), await BytesAsync(section.Body, most, cancellationToken), most),
            var named when Has(named, "access_token") => this with { AccessToken = await TextAsync(section.Body, cancellationToken) },
            var named when Has(named, "type") => this with { Type = await TextAsync(section.Body, cancellationToken) },
            _ => this,
        };

    // DingTalk's parser does not support filename*.
    private static bool IsFile(string disposition) =>
        Has(disposition, "media") && disposition.Contains("filename=\"", StringComparison.Ordinal)
            && !disposition.Contains("filename*", StringComparison.Ordinal);

    private static bool Has(string disposition, string name) => disposition.Contains($" name=\"{name}\"", StringComparison.Ordinal);

    private static async Task<string> TextAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestField];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private UploadForm WithMedia(string name, byte[] bytes, int most) => bytes.Length switch
    {
        0 => this with { Media = null },
        var length when length > most => this with { TooLong = true },
        _ => this with { Media = new MediaFile(name, bytes) },
    };

    private static string NameIn(string disposition) => disposition.Split("filename=\"", 2)[1].Split('"', 2)[0];

    // Reads at most one byte more than the limit.
    private static async Task<byte[]> BytesAsync(Stream body, int most, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (kept.Length <= most && await body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }
}
