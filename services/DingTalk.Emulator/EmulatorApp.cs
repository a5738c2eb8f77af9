namespace DingTalk.Emulator;

// A DingTalk app with its bot, as in the developer console.
public sealed class EmulatorApp
{
    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    public string Name { get; set; } = "PicoClaw";

    public string CorpId { get; set; } = "dingcorpdemo";
}
