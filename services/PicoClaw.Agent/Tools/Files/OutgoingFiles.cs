using System.Globalization;
using Microsoft.Extensions.AI;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;
using PicoClaw.Storage.Blobs;

namespace PicoClaw.Agent.Tools.Files;

/// <summary>Takes the files that tools give the user: stored here, sent after the turn's text.</summary>
internal sealed class OutgoingFiles(ILogger<OutgoingFiles> logger, IBlobStore? blobs = null)
{
    public const int MaxBytes = 20 * 1024 * 1024;

    private const string Nameless = "file";
    private static readonly object Key = new();

    /// <summary>Lets a tool that is called with these arguments give files.</summary>
    public static void Allow(AIFunctionArguments arguments, GiveFile give) =>
        (arguments.Context ??= new Dictionary<object, object?>())[Key] = give;

    /// <summary>Returns the line about it for the model.</summary>
    public async Task<string> GiveAsync(AIFunctionArguments arguments, OutgoingFile file, CancellationToken cancellationToken)
    {
        if (blobs is null || arguments.Context is null || !arguments.Context.TryGetValue(Key, out var allowed) || allowed is not GiveFile give)
        {
            return "Error: files cannot be sent from here.";
        }

        var name = CleanFileName.Of(file.Name);
        if (file.Bytes.Length is 0 or > MaxBytes)
        {
            return $"Error: {name ?? "the file"} is empty or larger than {MaxBytes / 1024 / 1024} MB, so it cannot be sent.";
        }

        try
        {
            using var stream = new MemoryStream(file.Bytes);
            var content = ContentOf(await blobs.WriteAsync(stream, cancellationToken), file, name);
            return await give(content, cancellationToken)
                ? $"{name ?? "The file"} ({file.Bytes.Length.ToString("N0", CultureInfo.InvariantCulture)} bytes) follows your answer, if the chat takes files "
                    + "of its type; if not, the user is told so. Do not say that it has arrived, nor repeat what it holds."
                : "Error: no more files can be sent with this answer.";
        }
        catch (IOException exception)
        {
            Log.FileNotStored(logger, exception.Message);
            return "Error: the file could not be stored, so it is not sent.";
        }
    }

    private static OutboundContent ContentOf(Blob stored, OutgoingFile file, string? name)
    {
        var mediaType = MagicBytes.Of(stored.Head.Span);
        var blob = new BlobReference { Id = stored.Id, Size = stored.Size, Sha256 = stored.Sha256, MediaType = mediaType };
        return mediaType switch
        {
            "image/png" or "image/jpeg" or "image/gif" or "image/bmp" or "image/webp" =>
                new ImageContent { Blob = blob, Name = name, Caption = string.IsNullOrWhiteSpace(file.Caption) ? null : file.Caption },
            "audio/amr" or "audio/mpeg" or "audio/wav" =>
                new VoiceContent { Blob = blob, Name = name, Duration = SoundDuration.Of(mediaType, file.Bytes) },
            _ => new FileContent { Blob = blob, Name = name ?? Nameless },
        };
    }
}
