using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace DingTalk.Emulator.Media;

// The parts of an upload that DingTalk recognises: those with plainly quoted names. MediaBytes is null without a file or with an empty
// one.
internal sealed record UploadForm(string? AccessToken, string? Type, long? MediaBytes)
{
    private const int LongestField = 1024;
    private static readonly UploadForm Nothing = new(null, null, null);

    public static async Task<UploadForm> ReadAsync(HttpRequest request, long most, CancellationToken cancellationToken)
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

    private async Task<UploadForm> WithAsync(MultipartSection section, long most, CancellationToken cancellationToken) =>
        (section.ContentDisposition ?? "") switch
        {
            var named when IsFile(named) =>
                this with { MediaBytes = await LengthAsync(section.Body, most, cancellationToken) is > 0 and var length ? length : null },
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

    private static async Task<long> LengthAsync(Stream body, long most, CancellationToken cancellationToken)
    {
        var (buffer, length) = (new byte[64 * 1024], 0L);
        while (length <= most && await body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            length += read;
        }

        return length;
    }
}
