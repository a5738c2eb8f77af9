using Harness.Agents;

namespace Load.Traffic;

/// <summary>Which messages were answered, how often and after how long.</summary>
internal sealed class Tally
{
    public Tally(EmulatorRecord record)
    {
        var answers = record.Replies.SelectMany(reply => Token.In(reply.Text).Select(token => (Token: token, reply.ReceivedAt))).ToLookup(one => one.Token);
        var said = record.Pushes.ToDictionary(push => Token.In(push.Text).Single(), push => push.SaidAt);
        Said = said.Count;
        Lost = [.. said.Keys.Where(token => !answers.Contains(token))];
        Doubled = [.. answers.Where(copies => copies.Count() > 1).Select(copies => copies.Key)];
        Answered =
        [
            .. said.Where(one => answers.Contains(one.Key))
                .Select(one => new Answered(one.Key, one.Value, answers[one.Key].Min(answer => answer.ReceivedAt) - one.Value))
                .OrderByDescending(answered => answered.Waited),
        ];
    }

    public int Said { get; }

    public IReadOnlyList<Token> Lost { get; }

    public IReadOnlyList<Token> Doubled { get; }

    /// <summary>The longest wait first.</summary>
    public IReadOnlyList<Answered> Answered { get; }
}
