using System.Text;
using Microsoft.Extensions.AI;
using PicoClaw.Agent.Attachments;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Models.Calls;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Models.Pipeline;
using PicoClaw.Agent.Prompts;
using PicoClaw.Agent.Tools.Mcp;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Talks;

/// <summary>
/// A conversation with the person at this machine, with the prompt, the models and the tools of a chat. It is held in memory alone: no store, no
/// commands, no summary.
/// </summary>
public sealed class LocalTalk : IAsyncDisposable
{
    private const string Channel = "terminal";

    // Programs that are servers of tools take a while to start.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly PromptBuilder _prompts;
    private readonly IChatClient _client;
    private readonly ModelCatalog _catalog;
    private readonly ModelFailures _failures;
    private readonly McpServers _servers;
    private readonly TimeProvider _time;
    private readonly List<HistoryEntry> _history = [];

    internal LocalTalk(IServiceProvider services)
    {
        _prompts = services.GetRequiredService<PromptBuilder>();
        _client = services.GetRequiredService<IChatClient>();
        _catalog = services.GetRequiredService<ModelCatalog>();
        _failures = services.GetRequiredService<ModelFailures>();
        _servers = services.GetRequiredService<McpServers>();
        _time = services.GetRequiredService<TimeProvider>();
    }

    /// <summary>The names of the models that can be asked; empty: the bot echoes.</summary>
    public IReadOnlyList<string> Models => _catalog.Names;

    /// <summary>Connects the servers of tools; one that does not answer in time only takes its own tools with it.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _servers.StartAsync(cancellationToken);
        await Task.WhenAny(_servers.Tried, Task.Delay(Patience, _time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Has the model answer. What was cancelled or failed is not part of the conversation.</summary>
    /// <param name="text">What the person says.</param>
    /// <param name="model">A name out of <see cref="Models"/>; null: the default.</param>
    /// <param name="show">Called for each piece of the answer.</param>
    /// <param name="cancellationToken">Ends the answer.</param>
    /// <exception cref="TalkException">No model answers.</exception>
    public async Task SayAsync(string text, string? model, Action<TalkPiece> show, CancellationToken cancellationToken)
    {
        var said = MessageOf(CleanText.Of(text));
        try
        {
            string answer;
            try
            {
                answer = await AnswerAsync(said, model, show, cancellationToken);
            }
            catch (ContextTooLongException) when (_history.Count > 0)
            {
                // The newest half is kept; it begins with what the person said.
                _history.RemoveRange(0, Math.Max(2, _history.Count / 4 * 2));
                answer = await AnswerAsync(said, model, show, cancellationToken);
            }

            _history.Add(Transcript.Of(said));
            _history.Add(new HistoryEntry(HistoryEntry.Assistant, answer));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not TalkException)
        {
            throw new TalkException(_failures.Describe(exception), exception);
        }
    }

    /// <summary>Begins a new conversation.</summary>
    public void Clear() => _history.Clear();

    public async ValueTask DisposeAsync()
    {
        await _servers.StopAsync(CancellationToken.None);
    }

    private async Task<string> AnswerAsync(MessageReceived said, string? model, Action<TalkPiece> show, CancellationToken cancellationToken)
    {
        var taken = TakenAttachments.Without([Transcript.Of(said)]);
        var prompt = await _prompts.BuildAsync(new PromptContext([said], Summary: null), model, _history, taken, cancellationToken);
        var answer = new StringBuilder();
        await foreach (var update in _client.GetStreamingResponseAsync(prompt, new AnswerOptions { ModelId = model }, cancellationToken))
        {
            var restarts = update.AdditionalProperties is { } properties && properties.TryGetValue(StreamRestart.Key, out bool isRestart) && isRestart;
            if (restarts)
            {
                answer.Clear();
            }

            var piece = Visible(update.Text);
            answer.Append(piece);
            if (restarts || piece.Length > 0)
            {
                show(new TalkPiece(restarts, piece));
            }
        }

        return answer.ToString().Trim() is { Length: > 0 } text ? text : throw new TalkException("The model answered with no text");
    }

    private static string Visible(string text) =>
        string.Concat(text.Where(character => !char.IsControl(character) || character is '\n' or '\t'));

    private MessageReceived MessageOf(string text)
    {
        var now = _time.GetUtcNow();
        return new MessageReceived
        {
            Id = Guid.CreateVersion7(now),
            PlatformMessageId = "",
            Conversation = new Conversation { Channel = Channel, Account = Channel, Id = Channel, Kind = ConversationKind.Direct },
            Sender = new Sender { Id = Environment.UserName },
            Text = text,
            SentAt = now,
            ReceivedAt = now,
            ReplyRoute = new ReplyRoute { Address = "" },
        };
    }
}
