using System.Runtime.CompilerServices;

namespace Harness.Agents;

/// <summary>How a model speaks.</summary>
internal static class Speech
{
    /// <summary>Numbered words, spread over a time.</summary>
    public static Func<ModelCall, CancellationToken, IAsyncEnumerable<string>> Over(TimeSpan time, int words) =>
        (_, gone) => WordsAsync(time / words, words, gone);

    /// <summary>A word, and then nothing until the caller is gone.</summary>
    public static async IAsyncEnumerable<string> WithoutEnd(ModelCall call, [EnumeratorCancellation] CancellationToken gone)
    {
        yield return "word 1, ";
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone);
    }

    private static async IAsyncEnumerable<string> WordsAsync(TimeSpan each, int words, [EnumeratorCancellation] CancellationToken gone)
    {
        for (var number = 1; number <= words; number++)
        {
            yield return $"word {number}, ";
            await Task.Delay(each, TimeProvider.System, gone);
        }
    }
}
