// net/http in the way of oura-toolkit-go: a model for every collection, decoded so that an unknown property is an error, as go-oura
// has it with a missing one. The models follow the published contract 1.29 without `meta`, which the real service does not send.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"reflect"
	"strings"
	"time"
)

const api = "https://api.ouraring.com/v2/usercollection/"

var failed = false

func step(name string, err error) {
	if err == nil {
		fmt.Println("ok", name)
		return
	}
	failed = true
	fmt.Printf("FAILED %s: %s\n", name, strings.ReplaceAll(err.Error(), "\n", " "))
}

func daysAgo(days int) string { return time.Now().UTC().AddDate(0, 0, -days).Format("2006-01-02") }

func get(path string, query url.Values) ([]byte, error) {
	request, _ := http.NewRequest("GET", api+path+"?"+query.Encode(), nil)
	request.Header.Set("Authorization", "Bearer "+os.Getenv("CIRCLET_TOKEN"))
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", "OpenAPI-Generator/1.0.0/go")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != 200 {
		err = fmt.Errorf("status %d: %s", response.StatusCode, body)
	}
	return body, err
}

func strict(body []byte, target any) error {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	return decoder.Decode(target)
}

// complete tells of a property of the model that the document lacks; null is there.
func complete(body []byte, model reflect.Type) error {
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(body, &keys); err != nil {
		return err
	}
	for i := 0; i < model.NumField(); i++ {
		name := model.Field(i).Tag.Get("json")
		if _, there := keys[name]; !there {
			return fmt.Errorf("%s lacks %s", model.Name(), name)
		}
	}
	return nil
}

// list reads all pages of a collection into its model, the cursor beside the dates.
func list[Model any](path string, query url.Values) error {
	count := 0
	for {
		body, err := get(path, query)
		if err != nil {
			return err
		}
		var page struct {
			Data      []json.RawMessage `json:"data"`
			NextToken *string           `json:"next_token"`
		}
		if err := strict(body, &page); err != nil {
			return err
		}
		for _, raw := range page.Data {
			model := new(Model)
			if err := strict(raw, model); err != nil {
				return err
			}
			if err := complete(raw, reflect.TypeOf(*model)); err != nil {
				return err
			}
		}
		count += len(page.Data)
		if page.NextToken == nil {
			break
		}
		query.Set("next_token", *page.NextToken)
	}
	if count == 0 && !rare[path] {
		return fmt.Errorf("there is nothing")
	}
	return nil
}

// What a wearer need not have within sixty days.
var rare = map[string]bool{"tag": true, "enhanced_tag": true, "session": true, "rest_mode_period": true}

func days() url.Values {
	return url.Values{"start_date": {daysAgo(60)}, "end_date": {daysAgo(0)}}
}

func hours() url.Values {
	return url.Values{"start_datetime": {daysAgo(3) + "T00:00:00Z"}, "end_datetime": {daysAgo(1) + "T00:00:00Z"}}
}

func main() {
	body, err := get("personal_info", nil)
	if err == nil {
		err = strict(body, new(PersonalInfoResponse))
	}
	step("personal_info, every property known", err)
	step("tag: 60 days, every property known and there", list[TagModel]("tag", days()))
	step("enhanced_tag: 60 days, every property known and there", list[EnhancedTagModel]("enhanced_tag", days()))
	step("workout: 60 days, every property known and there", list[Workout]("workout", days()))
	step("session: 60 days, every property known and there", list[Session]("session", days()))
	step("daily_activity: 60 days, every property known and there", list[DailyActivity]("daily_activity", days()))
	step("daily_sleep: 60 days, every property known and there", list[DailySleep]("daily_sleep", days()))
	step("daily_spo2: 60 days, every property known and there", list[DailySpO2]("daily_spo2", days()))
	step("daily_readiness: 60 days, every property known and there", list[DailyReadiness]("daily_readiness", days()))
	step("sleep: 60 days, every property known and there", list[ModifiedSleepModel]("sleep", days()))
	step("sleep_time: 60 days, every property known and there", list[SleepTime]("sleep_time", days()))
	step("rest_mode_period: 60 days, every property known and there", list[RestModePeriod]("rest_mode_period", days()))
	step("ring_configuration: 60 days, every property known and there", list[RingConfiguration]("ring_configuration", days()))
	step("daily_stress: 60 days, every property known and there", list[DailyStress]("daily_stress", days()))
	step("daily_resilience: 60 days, every property known and there", list[DailyResilienceModel]("daily_resilience", days()))
	step("daily_cardiovascular_age: 60 days, every property known and there", list[DailyCardiovascularAge]("daily_cardiovascular_age", days()))
	step("vO2_max: 60 days, every property known and there", list[VO2Max]("vO2_max", days()))
	step("heartrate: 2 days, every property known and there", list[HeartRateRow]("heartrate", hours()))
	step("ring_battery_level: 2 days, every property known and there", list[RingBatteryLevelRow]("ring_battery_level", hours()))
	step("interbeat_interval: 2 days, every property known and there", list[InterbeatIntervalRow]("interbeat_interval", hours()))
	if failed {
		os.Exit(1)
	}
}
