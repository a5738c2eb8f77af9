namespace DingTalk.Emulator.Oauth;

internal sealed record AccessTokenAnswer(string AccessToken, int ExpireIn);
