using System.Text.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Streaming;

namespace DingTalk.Emulator.Cards;

// Asks the bot for the dynamic data of a delivered card: once, or repeatedly while the card exists. The answer comes with the ack.
internal sealed class DynamicDataPuller(FramePusher pusher, CardStore cards, TimeProvider time) : IDisposable, IResettable
{
    // Above this number, cards are asked for only once.
    private const int MostTimers = 100;

    private readonly Lock _gate = new();
    private readonly List<ITimer> _timers = [];

    public void Delivered(EmulatorApp app, string outTrackId, string viewer)
    {
        foreach (var source in cards.SourcesOf(app, outTrackId))
        {
            Pull(app, outTrackId, viewer, source);
            if (source.Interval is { } interval)
            {
                Repeat(() => Pull(app, outTrackId, viewer, source), interval);
            }
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _timers.ForEach(timer => timer.Dispose());
            _timers.Clear();
        }
    }

    public void Dispose() => Reset();

    private void Repeat(Action pull, TimeSpan interval)
    {
        lock (_gate)
        {
            if (_timers.Count < MostTimers)
            {
                _timers.Add(time.CreateTimer(_ => pull(), null, interval, interval));
            }
        }
    }

    private void Pull(EmulatorApp app, string outTrackId, string viewer, DynamicDataSource source)
    {
        if (!cards.Knows(app, outTrackId))
        {
            return;
        }

        var content = new JsonObject
        {
            ["dynamicDataSourceQueryRequests"] = new JsonArray(new JsonObject { ["dynamicDataSourceId"] = source.Id }),
        };
        var data = new JsonObject
        {
            ["type"] = "dynamicDataCallback",
            ["corpId"] = app.CorpId,
            ["userId"] = viewer,
            ["outTrackId"] = outTrackId,
            ["content"] = JsonText.Write(content),
        };
        var frame = new PushedFrame("CALLBACK", Topics.DynamicData, $"dynamic-{Guid.NewGuid():N}", JsonText.Write(data));
        pusher.Submit(app, frame, (answer, took) =>
        {
            if (took <= CardStore.AnswerTimeout && Values(answer, source.Id) is { Count: > 0 } values)
            {
                cards.Update(app, outTrackId, new CardChange(values, ByKey: true));
            }
        });
    }

    // {"response":{"dataSourceQueryResponses":[{"dynamicDataSourceId","dynamicDataValueType":"OBJECT","data":"{…}"}]}}; the data is for
    // everyone.
    private static Dictionary<string, string>? Values(string? ackData, string source)
    {
        if (ackData is null || JsonText.ParseObject(ackData, out _) is not { } root)
        {
            return null;
        }

        var answers = (root["response"] as JsonObject ?? root)["dataSourceQueryResponses"] as JsonArray ?? [];
        var own = answers.OfType<JsonObject>()
            .Select(answer => new JsonFields(answer)).FirstOrDefault(answer => answer.Text("dynamicDataSourceId") == source);
        return own?.Text("data") is { } data && JsonText.ParseObject(data, out _) is { } values
            ? values.Where(field => field.Value is not null).ToDictionary(
                field => field.Key,
                field => field.Value!.GetValueKind() == JsonValueKind.String ? field.Value.GetValue<string>() : JsonText.Write(field.Value),
                StringComparer.Ordinal)
            : null;
    }
}
