using System.Text.Json;
using Microsoft.Extensions.Options;

namespace PicoClaw.Hosting.Reloading;

/// <summary>Binds and checks options as at start.</summary>
internal sealed class LiveOptions<T>(IOptionsFactory<T> factory, Live<T> live) : ILivePart
    where T : class
{
    public Type Type => typeof(T);

    // What hangs on options, such as the clients of models with their connections and rests, outlives a change of others.
    public object Read(object? previous)
    {
        var options = factory.Create(Options.DefaultName);
        return previous is T same && JsonSerializer.Serialize(same) == JsonSerializer.Serialize(options) ? same : options;
    }

    public void Announce() => live.Announce();
}
