using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Storage.Blobs;

namespace PicoClaw.Egress.Notifications.Http;

/// <summary>Reads <c>multipart/form-data</c>: the part <c>message</c>, and the part <c>file</c>, whose bytes go to the store of blobs as they come.</summary>
internal sealed class FormReader(IBlobStore blobs, TimeProvider time)
{
    /// <summary>With the message, and what parts have around them.</summary>
    public const long MostBytes = MostFileBytes + (2 * MessageBody.MostBytes);

    private const long MostFileBytes = 20 * 1024 * 1024;
    private const string Message = "message";
    private const string File = "file";
    private const string Parts =
        "Send the part \"message\", which is JSON such as {\"to\": [\"USER_ID\"]}, and the part \"file\" with its filename, each once.";

    // What a line of 1.5 Mbit/s takes for the largest file.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly Problem NotStored = new(
        StatusCodes.Status503ServiceUnavailable,
        "Service Unavailable",
        "The file could not be stored: the store is away, or the file came too slowly. Nothing is sent; send it again later.");

    public static Problem TooLarge { get; } = new(
        StatusCodes.Status413PayloadTooLarge,
        "Content Too Large",
        $"The file is larger than {MostFileBytes / 1024 / 1024} MB. Send a smaller one, or a link to it.");

    /// <summary>It is not in the form that it names.</summary>
    public static Problem Broken { get; } = Problem.BadRequest($"The multipart body is broken or ends too early. {Parts}");

    public static bool IsMultipart(HttpRequest request) =>
        request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true;

    /// <exception cref="RequestRefusedException">It is not in order, or its file could not be stored.</exception>
    public async Task<(MessageRequest Message, UploadedFile File)> ReadAsync(HttpContext context)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
        try
        {
            return await ReadAsync(new MultipartReader(BoundaryOf(context.Request), context.Request.Body), either.Token);
        }
        catch (OperationCanceledException exception) when (patience.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            throw new RequestRefusedException(NotStored, exception);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new RequestRefusedException(Broken, exception);
        }
    }

    private async Task<(MessageRequest Message, UploadedFile File)> ReadAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        MessageRequest? message = null;
        UploadedFile? file = null;
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } part)
        {
            _ = ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var header);
            switch ($"{HeaderUtilities.RemoveQuotes(header?.Name ?? default)}")
            {
                case Message when message is null:
                    var text = new FormPart(part.Body, MessageBody.MostBytes, MessageBody.TooLarge);
                    message = await MessageBody.ReadAsync(text, cancellationToken);
                    break;
                case File when file is null:
                    file = await StoreAsync(part.Body, NameOf(header!), cancellationToken);
                    break;
                default:
                    throw new RequestRefusedException(Problem.BadRequest($"There is a part too many, or one of another name. {Parts}"));
            }
        }

        return message is null || file is null
            ? throw new RequestRefusedException(Problem.BadRequest($"There is no part \"{(message is null ? Message : File)}\". {Parts}"))
            : (message, file);
    }

    private async Task<UploadedFile> StoreAsync(Stream content, string name, CancellationToken cancellationToken)
    {
        try
        {
            var blob = await blobs.WriteAsync(new FormPart(content, MostFileBytes, TooLarge), cancellationToken);
            var mediaType = MagicBytes.Of(blob.Head.Span);
            return new UploadedFile(new BlobReference { Id = blob.Id, Size = blob.Size, Sha256 = blob.Sha256, MediaType = mediaType }, name);
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            throw new RequestRefusedException(NotStored, exception);
        }
    }

    private static string NameOf(ContentDispositionHeaderValue header)
    {
        var name = header.FileNameStar is { Length: > 0 } extended ? extended : HeaderUtilities.RemoveQuotes(header.FileName);
        return CleanFileName.Of($"{name}")
            ?? throw new RequestRefusedException(Problem.BadRequest($"The file has no name. Write its filename with the extension. {Parts}"));
    }

    private static string BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 } boundary
            ? $"{boundary}"
            : throw new RequestRefusedException(new Problem(
                StatusCodes.Status415UnsupportedMediaType,
                "Unsupported Media Type",
                $"A file comes as multipart/form-data with a boundary. {Parts} Without a file, send JSON."));
}
