using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>A client of delegates; a call that the test did not set fails.</summary>
internal sealed class TestChatClient : IChatClient
{
    public Func<ChatOptions?, ChatResponse> Whole { get; init; } = _ => throw new NotSupportedException();

    public Func<ChatOptions?, IEnumerable<ChatResponseUpdate>> Pieces { get; init; } = _ => throw new NotSupportedException();

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(Whole(options));

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => Pieces(options).ToAsyncEnumerable();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
