namespace DingTalk.Emulator.Models;

// A model that repeats its input, so a test can see the history arrive.
internal static class ScriptedModel
{
    public static string Answer(IReadOnlyList<ModelMessage> messages)
    {
        var said = messages.Where(message => message.Role == "user").Select(message => message.Content).ToList();
        var earlier = said.SkipLast(1).ToList();
        return $"You said: {said[^1]}" + (earlier.Count == 0 ? "" : $"\nEarlier you said: {string.Join(" | ", earlier)}");
    }

    // An estimate of the right magnitude, without a tokenizer.
    public static ChatUsage Usage(IReadOnlyList<ModelMessage> messages, string answer)
    {
        var prompt = messages.Sum(message => Tokens(message.Content) + 3);
        return new ChatUsage(prompt, Tokens(answer), prompt + Tokens(answer));
    }

    private static int Tokens(string text) => Math.Max(1, (text.Length + 3) / 4);
}
