using System.Text;
using System.Text.Json;
using PicoClaw.Contracts;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Storage;
using PicoClaw.Hosting.DeadLetters;

namespace PicoClaw.Egress.DeadLetters;

// A row of the outbox that was given up, as Dapper fills it.
internal sealed class FailedReply
{
    public required string Id { get; init; }

    public required string AccountKey { get; init; }

    public required string LaneId { get; init; }

    /// <summary>As in <see cref="OutboxRow.Recipient"/>.</summary>
    public string? Recipient { get; init; }

    public long EndedAt { get; init; }

    public long Attempts { get; init; }

    public required string Error { get; init; }

    /// <summary>In a list only its beginning.</summary>
    public required string Body { get; init; }

    public string Text => Read() switch
    {
        { Content: MarkdownContent markdown } => markdown.Text,
        { Content: ImageContent image } => $"[picture {image.Name} {Of(image.Blob)}]\n{image.Caption}".TrimEnd(),
        { Content: FileContent file } => $"[file {file.Name} {Of(file.Blob)}]",
        { Content: VoiceContent voice } => $"[voice {voice.Name} {Of(voice.Blob)}]",
        { } other => other.Content.GetType().Name,
        null => Masked.Of(Body),
    };

    /// <summary>Null when this version cannot.</summary>
    public DeliverMessage? Read()
    {
        try
        {
            return OutboxRow.Read(Body, Id, LaneId, Recipient);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    public DeadLetter ToLetter() => new(
        DeadLetterKind.Delivery,
        Id,
        DateTimeOffset.FromUnixTimeMilliseconds(EndedAt),
        Attempts,
        FindConversation() is { } found ? $"{found.Channel}:{found.Account}:{Recipient ?? found.Id}" : AccountKey,
        Masked.Of(Error));

    private static string Of(BlobReference blob) => $"{blob.MediaType}, {blob.Size} bytes, blob {blob.Id}";

    private Conversation? FindConversation()
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(Body), isFinalBlock: false, default);
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(nameof(DeliverMessage.Conversation)))
                {
                    return reader.Read() && JsonDocument.TryParseValue(ref reader, out var value)
                        ? value.Deserialize(EgressJson.Default.Conversation)
                        : null;
                }
            }
        }
        catch (JsonException)
        {
            // The account alone is shown.
        }

        return null;
    }
}
