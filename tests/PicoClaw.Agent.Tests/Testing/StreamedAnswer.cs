using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Pipeline;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>An answer as a reader of its stream gets it, who drops the text so far at a restart.</summary>
internal sealed class StreamedAnswer
{
    private readonly List<ChatResponseUpdate> _updates = [];
    private readonly List<string> _pieces = [];

    /// <summary>The pieces of text, those that were dropped too.</summary>
    public IReadOnlyList<string> Pieces => _pieces;

    public int Restarts { get; private set; }

    public ChatResponse Response => _updates.ToChatResponse();

    /// <param name="updates">The stream.</param>
    /// <param name="read">Called with each piece of text.</param>
    public static async Task<StreamedAnswer> ReadAsync(IAsyncEnumerable<ChatResponseUpdate> updates, Action<string>? read = null)
    {
        var answer = new StreamedAnswer();
        await foreach (var update in updates)
        {
            answer.Add(update);
            if (update.Text.Length > 0)
            {
                read?.Invoke(update.Text);
            }
        }

        return answer;
    }

    private void Add(ChatResponseUpdate update)
    {
        if (update.AdditionalProperties?.TryGetValue(StreamRestart.Key, out var restarts) == true && restarts is true)
        {
            Restarts++;
            _updates.Clear();
            return;
        }

        _updates.Add(update);
        if (update.Text.Length > 0)
        {
            _pieces.Add(update.Text);
        }
    }
}
