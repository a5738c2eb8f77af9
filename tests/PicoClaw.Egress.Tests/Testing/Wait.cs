using System.Threading.Channels;
using PicoClaw.Tests.Clocks;

namespace PicoClaw.Egress.Tests.Testing;

/// <summary>Waits for what other threads do; fails after a time that only a defect can take.</summary>
internal static class Wait
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task UntilAsync(Func<Task<bool>> reached)
    {
        using var limit = TestDeadline.In(Limit);
        while (!await reached())
        {
            await Task.Delay(10, limit.Token);
        }
    }

    public static Task<T> ForAsync<T>(ChannelReader<T> reader) =>
        reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limit, TestContext.Current.CancellationToken);
}
