using System.Threading.Channels;
using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>Shows the test what the model was told, and answers what the test says.</summary>
internal sealed class ScriptedModel : IChatClient
{
    private readonly Channel<IReadOnlyList<ChatMessage>> _calls = Channel.CreateBounded<IReadOnlyList<ChatMessage>>(1000);

    public Func<IReadOnlyList<ChatMessage>, CancellationToken, Task<string>> Answer { get; set; } = (told, _) => Task.FromResult("re: " + told[^1].Text);

    /// <summary>What else the answer says.</summary>
    public Action<ChatResponse> Shape { get; set; } = _ => { };

    /// <summary>Of the newest call.</summary>
    public ChatOptions? Options { get; private set; }

    public ChannelReader<IReadOnlyList<ChatMessage>> Calls => _calls.Reader;

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var told = messages.ToList();
        Options = options;
        await _calls.Writer.WriteAsync(told, cancellationToken);
        var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, await Answer(told, cancellationToken)));
        Shape(response);
        return response;
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
