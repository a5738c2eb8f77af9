using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Models.Wire.Answers;
using PicoClaw.Agent.Models.Wire.Errors;
using PicoClaw.Agent.Models.Wire.Json;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>
/// Rewrites every answer so that the client of its protocol can read it. Its first letter says what it is: services label streams as text and errors
/// as streams, and answer with one document when they were asked for a stream.
/// </summary>
internal sealed class AnswerHandler(ModelProtocol protocol, bool streams, SecretMask mask, HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    private const int LongestDocument = 16 * 1024 * 1024;
    private const string Json = "application/json";
    private const string Events = "text/event-stream";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var exchange = Exchange.Current;
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            response.Content = await RewrittenAsync(response.Content, exchange, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<HttpContent> RewrittenAsync(HttpContent content, Exchange? exchange, CancellationToken cancellationToken)
    {
        var thought = exchange?.Thought ?? new Thought();
        IAnswerRewriter rewriter = protocol == ModelProtocol.Anthropic ? new AnthropicRewriter() : new OpenAiRewriter(thought);
        var pipe = PipeReader.Create(await content.ReadAsStreamAsync(cancellationToken));
        var first = await FirstAsync(pipe, cancellationToken);
        if (first is not ((byte)'{' or (byte)'[' or (byte)'<'))
        {
            var events = new SseReader(pipe.AsStream(), exchange is null ? () => { } : exchange.Alive);
            return new RewrittenContent(content, new EventStream(events, rewriter, mask), Events);
        }

        using var reader = new StreamReader(pipe.AsStream(), Encoding.UTF8);
        var document = Document(await TextAsync(reader, cancellationToken), rewriter);

        // Not a MemoryStream: the client takes that for an answer that it has read itself.
        var bytes = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(document));
        return new RewrittenContent(content, PipeReader.Create(bytes).AsStream(), streams ? Events : Json);
    }

    private string Document(string text, IAnswerRewriter rewriter)
    {
        if (ErrorText.IsWebPage(text))
        {
            throw new ModelCallException(
                ModelFault.Misconfigured,
                $"the address answers with {ErrorText.Of(text, mask)}, not with a model's answer; "
                + "correct api_base, which is the part of the address before /chat/completions and often ends in /v1");
        }

        if (LenientJson.Parse(SurrogateHalves.Hide(text)) is not { } root)
        {
            throw ServiceFailure.Of(text, null, "the answer broke off: ", mask);
        }

        if (ErrorText.IsError(root, null) || !rewriter.Knows(root))
        {
            throw ServiceFailure.Of(text, null, "instead of an answer came: ", mask);
        }

        return streams ? string.Concat(rewriter.WholeAsEvents(root)) : rewriter.Whole(root);
    }

    // Only looks: the letter stays in the pipe.
    private static async Task<byte?> FirstAsync(PipeReader pipe, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await pipe.ReadAsync(cancellationToken);
            var reader = new SequenceReader<byte>(read.Buffer);
            reader.AdvancePastAny([0xEF, 0xBB, 0xBF, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n']);
            var found = reader.TryPeek(out var first);
            pipe.AdvanceTo(read.Buffer.Start, found ? read.Buffer.Start : read.Buffer.End);
            if (found || read.IsCompleted)
            {
                return found ? first : null;
            }
        }
    }

    private static async Task<string> TextAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[8 * 1024];
        while (await reader.ReadAsync(buffer, cancellationToken) is > 0 and var length && text.Length < LongestDocument)
        {
            text.Append(buffer, 0, length);
        }

        return text.ToString();
    }
}
