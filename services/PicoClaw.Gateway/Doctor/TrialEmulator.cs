using DingTalk.Emulator;
using PicoClaw.Configuration;
using PicoClaw.Gateway.Doctor.Machine;

namespace PicoClaw.Gateway.Doctor;

/// <summary>The emulator of a trial: one that runs already, or one for as long as the doctor looks.</summary>
internal sealed class TrialEmulator : IAsyncDisposable
{
    private readonly EmulatorHost? _host;

    private TrialEmulator(EmulatorHost? host) => _host = host;

    public static async Task<TrialEmulator> StartIfNoneAsync(Uri? address, LoadedBot bot, HttpClient http, CancellationToken cancellationToken)
    {
        if (address is null || bot.App is null || await AnswersAsync(bot.App.Services.GetRequiredService<EmulatorOptions>(), http, cancellationToken))
        {
            return new TrialEmulator(null);
        }

        try
        {
            return new TrialEmulator(await EmulatorHost.StartAsync(bot.App.Services.GetRequiredService<EmulatorOptions>(), ct: cancellationToken));
        }
        catch (IOException taken)
        {
            throw new ConfigException(
                $"{taken.Message}: the program there is no emulator; stop it, or write another address, such as --emulator http://127.0.0.1:5081", taken);
        }
    }

    public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<bool> AnswersAsync(EmulatorOptions options, HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            var own = options.Url.Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal);
            using var answer = await http.GetAsync(new Uri($"{own}/emulator/stats"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
