using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PicoClaw.Configuration.Reloading;

namespace PicoClaw.Hosting.Reloading;

/// <summary>Takes changes of config.json into use, and says which need a restart and what cannot be used. The start's settings stay until then.</summary>
internal sealed class ConfigReloader(IConfiguration configuration, LiveSettings live, ILogger<ConfigReloader> logger)
{
    private readonly ConfigSource? _source = ConfigSource.Of(configuration);

    /// <summary>Why the file cannot be used; null when it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>The fields whose values in the file are not in use.</summary>
    public IReadOnlyList<string> NeedRestart { get; private set; } = [];

    public void Look()
    {
        try
        {
            if (_source?.Look() is { } change)
            {
                Take(_source, change);
            }
        }
        catch (Exception defect)
        {
            // A bot that works is not ended by a file that nobody foresaw.
            Refuse(defect.Message);
        }
    }

    private void Take(ConfigSource source, ConfigChange change)
    {
        if ((change.Problem ?? TryUse(source, change)) is { } problem)
        {
            Refuse(problem);
            return;
        }

        if (Problem is not null)
        {
            Problem = null;
            Log.ConfigUsable(logger, change.File);
        }

        foreach (var warning in change.Warnings)
        {
            Log.ConfigWarning(logger, warning);
        }

        if (change.Live.Count > 0)
        {
            Log.ConfigApplied(logger, change.File, string.Join(", ", change.Live));
        }

        if (change.NeedRestart.Count > 0 && !change.NeedRestart.SequenceEqual(NeedRestart))
        {
            Log.ConfigNeedsRestart(logger, string.Join(", ", change.NeedRestart), change.File);
        }

        NeedRestart = change.NeedRestart;
    }

    private string? TryUse(ConfigSource source, ConfigChange change)
    {
        if (change.Live.Count == 0)
        {
            return null;
        }

        var takeBack = source.Use(change);
        try
        {
            live.Refresh();
            return null;
        }
        catch (Exception refused)
        {
            takeBack();
            return refused is OptionsValidationException invalid ? invalid.Failures.First() : refused.Message;
        }
    }

    // A file that is written again and again with the same fault is one line.
    private void Refuse(string problem)
    {
        var line = problem.ReplaceLineEndings(" ");
        if (line != Problem)
        {
            Problem = line;
            Log.ConfigRefused(logger, line);
        }
    }
}
