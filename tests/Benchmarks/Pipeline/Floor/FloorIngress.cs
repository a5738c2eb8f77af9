using System.Text;

namespace Benchmarks.Pipeline.Floor;

/// <summary>Frame, confirmed publish, ack.</summary>
internal static class FloorIngress
{
    public static async Task StartAsync(string broker, Uri dingTalk)
    {
        var link = await FloorLink.OpenAsync(dingTalk);
        var intake = await FloorBroker.ConnectAsync(broker);
        _ = link.ReadAsync(async (data, ack) =>
        {
            await intake.SendAsync(FloorContender.AgentIntake, Encoding.UTF8.GetBytes(data));
            await ack();
        });
    }
}
