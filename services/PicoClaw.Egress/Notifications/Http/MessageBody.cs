using System.Text.Json;

namespace PicoClaw.Egress.Notifications.Http;

/// <summary>The JSON of a request.</summary>
internal static class MessageBody
{
    // A text and a thousand ids, every character escaped.
    public const long MostBytes = 1024 * 1024;

    private const string Example = """{"to": ["USER_ID"], "markdown": "TEXT"}""";

    public static Problem TooLarge { get; } = new(
        StatusCodes.Status413PayloadTooLarge,
        "Content Too Large",
        $"The message is larger than {MostBytes} bytes. Shorten the text or send to fewer at a time.");

    /// <exception cref="RequestRefusedException">It is not what is expected.</exception>
    public static async Task<MessageRequest> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(body, MessageJson.Default.MessageRequest, cancellationToken)
                ?? throw new RequestRefusedException(Problem.BadRequest($"The body is null. Send a JSON object: {Example}"));
        }
        catch (JsonException exception)
        {
            var fault = exception.Path is { Length: > 1 } path
                ? $"The body is not what is expected here, at {path}: the name may be unknown or written twice, or the value of another type."
                : $"The body is not a JSON object, as line {exception.LineNumber + 1} shows.";
            var problem = Problem.BadRequest($"{fault} Send JSON such as {Example}; all fields are in {MessageEndpoints.Document}.");
            throw new RequestRefusedException(problem, exception);
        }
    }
}
