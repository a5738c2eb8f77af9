using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using PicoClaw.Agent.Models;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>The measurements of one model: every client has its own instruments, and other tests run at the same time.</summary>
internal sealed class ModelMeter : IDisposable
{
    private readonly ConcurrentQueue<(string Instrument, double Value, Dictionary<string, object?> Tags)> _measured = new();
    private readonly MeterListener _listener = new();
    private readonly string _model;

    public ModelMeter(string model)
    {
        _model = model;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ModelClientFactory.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => _measured.Enqueue((instrument.Name, value, new(tags.ToArray()))));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _measured.Enqueue((instrument.Name, value, new(tags.ToArray()))));
        _listener.Start();
    }

    public IEnumerable<(double Value, Dictionary<string, object?> Tags)> Of(string instrument) =>
        from measured in _measured
        where measured.Instrument == instrument && (string?)measured.Tags.GetValueOrDefault("gen_ai.request.model") == _model
        select (measured.Value, measured.Tags);

    public void Dispose() => _listener.Dispose();
}
