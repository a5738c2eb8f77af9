// The page to which a scanned code leads: a person creates the app or refuses.
const words = navigator.language.startsWith("zh")
  ? {
      title: "创建应用", ask: "本机的一个程序申请创建带机器人的应用，验证码：", approve: "创建", deny: "拒绝",
      SUCCESS: "应用已创建，请回到终端。", FAIL: "已拒绝。",
    }
  : { SUCCESS: "The app is created. Go back to the terminal.", FAIL: "Refused." };
const at = (id) => document.getElementById(id);
const code = new URLSearchParams(location.search).get("user_code") ?? "";

if (words.title) {
  document.documentElement.lang = "zh";
  document.title = words.title;
  for (const id of ["title", "ask", "approve", "deny"]) {
    at(id).textContent = words[id];
  }
}

at("code").textContent = code;
for (const decision of ["approve", "deny"]) {
  at(decision).addEventListener("click", async () => {
    const response = await fetch("/emulator/registration", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ decision, userCode: code }),
    });
    const answer = await response.json();
    at("outcome").textContent = response.ok ? words[answer.status] : answer.error;
    at("approve").disabled = at("deny").disabled = response.ok;
  });
}
