using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Models;

/// <summary>Stands in while no model is configured: says so, and repeats the messages of this turn.</summary>
internal sealed class EchoChatClient : IChatClient
{
    private static readonly Phrase Notice = new(
        "**Echo**: no model is configured, so I repeat what I was told.",
        "**复述**：尚未配置模型，我只会重复收到的内容。");

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        List<ChatMessage> turn = [.. messages.Reverse().TakeWhile(message => message.Role == ChatRole.User).Reverse()];
        var language = turn.Select(message => LanguageOf.Text(message.Text)).LastOrDefault(one => one is not null) ?? Language.English;
        var lines = turn.Select(message => "- " + Words(message).ReplaceLineEndings("\n  "));
        var text = $"{Notice.In(language)}\n\n{string.Join('\n', lines)}";
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, text)));
    }

    // What a file says is told after the words.
    private static string Words(ChatMessage message) => message.Contents.OfType<TextContent>().FirstOrDefault()?.Text ?? "";

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}
