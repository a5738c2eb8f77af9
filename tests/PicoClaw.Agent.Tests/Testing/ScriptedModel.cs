using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Calls;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>Keeps the prompts for the test, and answers as the test says.</summary>
internal sealed class ScriptedModel : IChatClient
{
    private readonly Channel<IReadOnlyList<ChatMessage>> _calls = Channel.CreateBounded<IReadOnlyList<ChatMessage>>(1000);

    public Func<IReadOnlyList<ChatMessage>, CancellationToken, Task<string>> Answer { get; set; } = (told, _) =>
        Task.FromResult("re: " + told[^1].Text);

    /// <summary>The usage of a call: tokens in and out, and their cost; null: none is logged.</summary>
    public (long Input, long Output, decimal? Cost)? Takes { get; set; }

    /// <summary>Why an answer ends; null: the answer does not say.</summary>
    public ChatFinishReason? Finish { get; set; }

    /// <summary>What comes between the last piece of a streamed answer and its end.</summary>
    public Func<CancellationToken, Task> BeforeEnd { get; set; } = _ => Task.CompletedTask;

    /// <summary>How many answers were asked for piece by piece.</summary>
    public int Streams { get; private set; }

    /// <summary>The options of the newest call.</summary>
    public ChatOptions? Options { get; private set; }

    public ChannelReader<IReadOnlyList<ChatMessage>> Calls => _calls.Reader;

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var told = messages.ToList();
        Options = options;

        // Chosen before the test hears of the call, which may then set the answer of the next one.
        var answer = Answer;
        await _calls.Writer.WriteAsync(told, cancellationToken);
        var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, await answer(told, cancellationToken))) { FinishReason = Finish };
        if (Takes is var (input, output, cost))
        {
            var usage = new ModelUsage(Guid.NewGuid(), "chat", input, output, TimeSpan.FromSeconds(1), cost, Said.Noon);
            ((AnswerOptions)options!).Calls.Add(usage, answered: true);
        }

        return response;
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Streams++;
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var word in response.Text.Split(' ').Select((word, index) => index == 0 ? word : " " + word))
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, word);
        }

        await BeforeEnd(cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
